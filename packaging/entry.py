"""Where the built program begins."""

import sys

from fosdesk.__main__ import main

sys.exit(main())
