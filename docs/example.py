import cltool

facts = cltool.load()  # or cltool.load("my.json")
answer = cltool.compare(facts, ["essex", "norfolk"])
print(answer.summary)
for row in answer:
    print(row["name"], row["value"], row["reports"])
