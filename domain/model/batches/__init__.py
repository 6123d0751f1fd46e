"""Many questions at once, at half the price and within a day. See `docs/model-batches.md`.

- `planning` writes down what is to be asked, where the caps allow it; `intents` are the rows
- `advance` makes the next step of a batch: `sending`, `finding` (after an answer that was lost), `collecting`
- `purposes` says what a purpose brings: its questions, and what is done with the answers
- `provider` is the API's side
"""
