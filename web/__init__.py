"""What a store tells, as pages: one self-contained report, and a read-only server on this machine.

pages.py      templates, and what they may ask for
register.py   one register, its papers, and where each statement stands
overview.py   all blocks of the report and of a register's first page, each from a module of its own
app.py        the pages of `risktrail serve`
report.py     the file of `risktrail report`
"""
