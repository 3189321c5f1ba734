"""Runs queries over tables of text in DuckDB or Spark: engine.py duckdb|spark JOBS

JOBS is a JSON file: a list of {"tables": [{"name", "file"}], "query": FILE, "result": FILE}. Each table is a CSV file
(gzip where it ends in .gz) whose columns are loaded as text; the query's one value is written to the result's file, or
what went wrong to a file of that name with .error behind it.
"""

import csv
import gzip
import json
import sys


def rows(file):
    opened = gzip.open(file, "rt", newline="", encoding="utf-8") if file.endswith(".gz") else open(
        file, newline="", encoding="utf-8")
    with opened as lines:
        reader = csv.reader(lines)
        header = next(reader)
        return header, [row for row in reader if row]


class DuckDB:
    def __init__(self):
        import duckdb

        self.connection = duckdb.connect()

    def load(self, name, file, types):
        quoted = '"' + name + '"'
        self.connection.execute(f"DROP TABLE IF EXISTS {quoted}")
        varchar = f"all_varchar = {'false' if types else 'true'}"
        self.connection.execute(
            f"CREATE TABLE {quoted} AS SELECT * FROM read_csv(?, header = true, {varchar}, quote = '\"', escape = '\"')",
            [file])

    def answer(self, query):
        return self.connection.execute(query).fetchall()


class Spark:
    def __init__(self):
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").appName("countersign-tests")
        for key, value in {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "1",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "2g",
            # Expressions are longer than a Java method may be; it is quicker not to try.
            "spark.sql.codegen.wholeStage": "false",
            "spark.sql.codegen.factoryMode": "NO_CODEGEN",
            "spark.sql.adaptive.enabled": "false",
            "spark.log.level": "ERROR",
        }.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()

    def load(self, name, file, types):
        if file.endswith(".gz"):
            self.session.read.csv(file, header=True, quote='"', escape='"').createOrReplaceTempView(name)
            return
        header, lines = rows(file)
        schema = ", ".join("`" + column.replace("`", "``") + "` STRING" for column in header)
        frame = self.session.createDataFrame([tuple(line) for line in lines], schema)
        if types:
            frame = frame.selectExpr(*[f"CAST(`{c}` AS {types.get(c, 'STRING')}) AS `{c}`" for c in header])
        frame.createOrReplaceTempView(name)

    def answer(self, query):
        answers = []
        try:
            for statement in query.split(";\n"):
                if statement.strip():
                    answers += [tuple(row) for row in self.session.sql(statement).collect()]
        except BaseException:
            self.session.sql("DROP SCHEMA IF EXISTS countersign_steps CASCADE")
            raise
        return answers


def main(engine, jobs):
    engine = {"duckdb": DuckDB, "spark": Spark}[engine]()
    for job in json.load(open(jobs, encoding="utf-8")):
        try:
            for table in job["tables"]:
                engine.load(table["name"], table["file"], table.get("types"))
            ((text,),) = engine.answer(open(job["query"], encoding="utf-8").read())
            open(job["result"], "w", encoding="utf-8").write(text)
        except Exception as error:  # Told to the test, which fails with it.
            open(job["result"] + ".error", "w", encoding="utf-8").write(f"{type(error).__name__}: {error}")


main(*sys.argv[1:])
