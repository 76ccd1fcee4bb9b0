"""The store as pages: one self-contained report (html_report.py), and a read-only server (server.py).

register.py is one register of an open store, and where a page finds the paper behind a statement. overview.py gathers
the blocks of the report and of a register's first page, each from a module of its own. views/ has a function for each
address of the server, app.py the list of them.
"""
