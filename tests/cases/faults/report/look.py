import json
import os

report = json.load(open("report.json", encoding="utf-8"))
print(report["tool"], report["version"], report["inputs"])
print(report["rows"], report["statements"])
print(report["bytesIn"] == os.path.getsize("people.csv"),
      report["bytesOut"] == os.path.getsize("out.nt"))
print(report["seconds"] >= 0, {"bytes", "count"} <= set(report["keys"]))
for m in report["messages"]:
    print(m["severity"], m["code"], m["file"], m["line"], m["column"],
          m["row"], m["columnName"], m["message"])
print(report["counts"])
