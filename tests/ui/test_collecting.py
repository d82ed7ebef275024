"""When the collector of waste begins."""

import gc

from fosdesk.ui.app import begin_collecting


def test_what_the_start_has_loaded_is_spared_by_the_collector() -> None:
    was = gc.isenabled()
    gc.disable()
    try:
        begin_collecting()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
        if not was:
            gc.disable()
