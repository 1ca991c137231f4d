"""The day of the exports, and a text that holds everything to which any format gives a meaning."""

import datetime

DAY = datetime.date(2026, 6, 5)
HOSTILE = "<script>alert('x')</script> & ~=#{}:\\ ]]> \u202eتجربة\u202c “q” 100% $5 -> é"
