"""Work done several pieces at once gives what it would give piece by piece."""

import threading
import time

import pytest

from imscore import parallel


@pytest.fixture(params=[1, 4])
def processors(request, monkeypatch):
    monkeypatch.setattr(parallel, "_processors", lambda: request.param)
    return request.param


def test_results_come_in_the_order_of_the_items(processors):
    def slow(number):
        time.sleep(0.002 * (5 - number % 5))
        return number * number

    assert list(parallel.in_order(slow, range(23))) == [n * n for n in range(23)]
    assert list(parallel.in_order(slow, [])) == []


def test_an_error_is_raised_where_the_result_is_asked_for(processors):
    with pytest.raises(ZeroDivisionError):
        list(parallel.in_order(lambda n: 1 // n, [1, 0, 1]))


def test_items_are_not_all_fetched_before_the_first_result_is_used(processors):
    fetched = []
    results = parallel.in_order(lambda n: n, (fetched.append(n) or n for n in range(100)))
    assert next(results) == 0
    assert len(fetched) < 10
    results.close() if processors > 1 else None


def test_one_item_needs_no_thread():
    (name,) = parallel.in_order(lambda _: threading.current_thread().name, ["one"])
    assert name == threading.current_thread().name


def test_meanwhile_gives_the_result_or_the_error():
    assert parallel.meanwhile(len, "four")() == 4
    with pytest.raises(TypeError):
        parallel.meanwhile(len, 4)()


def test_giving_back_memory_never_fails():
    parallel.give_back_memory()
