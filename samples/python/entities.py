"""Annotations outlive the cleaning: entities found in the source stand on the clean text, and the other way round."""
import mtmend

source = "The allies met in kyiv before the summit.On Thursday Maria Lopez told the Otán-Ukraine Council."
result = mtmend.clean(source)
print(result.text)
for name in ("kyiv", "Thursday", "Maria Lopez", "Otán"):
    span = (source.index(name), source.index(name) + len(name))
    begin, end = result.to_clean(span)
    print(f"{span} -> {(begin, end)} {result.text[begin:end]}")
