"""Hugging Face datasets: dataset.map(mend, batched=True) cleans the column `text` and keeps the log beside it."""
import mtmend


def mend(batch):
    results = list(mtmend.clean_many(batch["text"]))
    return {"text": [result.text for result in results], "mtmend_log": [result.log_line for result in results]}


if __name__ == "__main__":
    import datasets

    articles = datasets.load_dataset("json", data_files="articles.jsonl", split="train")
    articles.map(mend, batched=True).to_json("clean.jsonl")
