"""How good recommendations are, measured on what people really chose: pure but for reading the files.

- `csv_rows`, `read_data`, `moments`: the data set, with a sentence for whatever is wrong in it.
- `queries`: what is hidden of whom, and among which sessions it must be found again.
- `rankers`: random, popularity, the specification, text, collaborative, and the hybrid that serves the pages.
- `measures`, `statistics`: how well each did, and how sure that is.
- `evaluate`: all of it. `html_report`, `plot`: the same as a page.
"""
