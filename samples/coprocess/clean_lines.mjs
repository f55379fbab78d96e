#!/usr/bin/env node
// mtmend as a co-process: one record in, one record out, for as long as the program runs.
//
//     import { Cleaner } from "./clean_lines.mjs";
//     const cleaner = new Cleaner();
//     const record = await cleaner.clean({ id: 7, text: "They met in kyiv." });
//     await cleaner.close();
//
// As a program it cleans the lines of stdin, each when it comes: clean_lines.mjs < lines.txt
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const command = ["clean", "--line-buffered", "--format", "jsonl", "--on-error", "pass"];

export class Cleaner {
  #process;
  #waiting = []; // for answers, in the order of the questions
  #ended; // why there is no answer any more

  /** `options` go to `mtmend clean`. */
  constructor(...options) {
    this.#process = spawn(process.env.MTMEND ?? "mtmend", [...command, ...options], { stdio: ["pipe", "pipe", "inherit"] });
    this.#process.stdin.on("error", () => {}); // "close" tells
    createInterface({ input: this.#process.stdout }).on("line", (line) => this.#waiting.shift()?.resolve(JSON.parse(line)));
    const refuse = (why) => {
      this.#ended ??= why;
      this.#waiting.splice(0).forEach(({ reject }) => reject(new Error(why)));
    };
    this.#process.on("error", (error) => refuse(`mtmend cannot be started: ${error.message}`));
    this.#process.on("close", (status, signal) =>
      refuse(`mtmend has ended with ${signal ? `signal ${signal}` : `status ${status}`}; its message is on stderr`));
  }

  /**
   * The record with its text cleaned; may be called again before it is there. One that mtmend cannot read comes back as it
   * is. Rejected where mtmend cannot be started or has ended.
   */
  async clean(record) {
    if (this.#ended) throw new Error(this.#ended);
    const line = JSON.stringify(record) + "\n"; // may throw; nothing waits then
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(line);
    });
  }

  /** Ends it when all is answered; 0, or 3 where records could not be read, or null where a signal ended it. */
  async close() {
    this.#ended ??= "mtmend has been closed";
    this.#process.stdin.end();
    if (this.#process.exitCode === null && this.#process.signalCode === null) await once(this.#process, "close");
    return this.#process.exitCode;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const cleaner = new Cleaner(...process.argv.slice(2));
  for await (const text of createInterface({ input: process.stdin })) console.log((await cleaner.clean({ text })).text);
  await cleaner.close();
}
