"""The scheduled run: unattended, repeatable, and it says what changed.

One run, in order:

1. `settings`: options over environment over `imscore.toml`, strictly checked.
2. `start`, `lock`: one run at a time; the kernel holds a lock for the output folder and one for
   the store, which vanish with their process.
3. `heal`: what a run that was killed left behind is finished or cleared away.
4. `found`: the input files, each looked at twice; what is still being written is refused by name.
5. `score`: read, check, judge, render; all in memory.
6. `store`, in one transaction: the run, its observations and judgements, the reference files.
   Before it is committed the pack is built whole, beside, as `.building-<run>`, and on the disk.
7. `pack`: the built folder is renamed to its date, then `latest` is set to it.
8. `retention`: packs beyond what is to be kept are renamed to `.removing-...` and removed, but for
   those that hold what their run did not write.
9. The end of the run is told, the lock still held, and then taken off the store's list `untold`.

Why a kill at any moment needs no hand afterwards:

- before the commit the store is as it was (SQLite undoes what it began), and a `.building-` folder
  that the store knows nothing of is cleared away by the next run;
- between commit and renaming, the store names a pack that is not there yet, and its whole folder
  lies beside it: the next run renames it, before anything else;
- after the renaming only `latest` may be behind: every run sets it to the newest pack first;
- an end that was not told, with its alerts, is told by the next run that gets to its own end;
- a pack is only ever added by a renaming and taken away by one, so none is ever seen in part.
"""
