"""The frame around the pages: title bar, sidebar, foot bar, guidance, search, toast."""
