// What a program on Node does with its own fetch: many calls on a kept connection, bodies, an abort.
const base = process.argv[2];

async function many(path) {
  const seen = new Map();
  for (let i = 0; i < 50; i++) {
    const answer = await fetch(base + path);
    const line = `${answer.status} ${await answer.text()}`;
    seen.set(line, (seen.get(line) ?? 0) + 1);
  }
  for (const [line, times] of seen) console.log(`${line} x ${times}`);
}

await many("/hello");
await many("/real");

const posted = await fetch(base + "/real", { method: "POST", body: new Uint8Array(1_000_000) });
console.log("post " + (await posted.text()));

const pieces = new ReadableStream({
  start(controller) {
    for (let i = 0; i < 10; i++) controller.enqueue(new Uint8Array(65_536));
    controller.close();
  },
});
const streamed = await fetch(base + "/real", { method: "POST", body: pieces, duplex: "half" });
console.log("stream " + (await streamed.text()));

const bytes = await fetch(base + "/bytes/20000000");
console.log("bytes " + (await bytes.arrayBuffer()).byteLength);

const missing = await fetch(base + "/nowhere");
await missing.text();
console.log(`${missing.status} ${missing.headers.get("content-type")}`);

const control = new AbortController();
const started = await fetch(base + "/bytes/100000000", { signal: control.signal });
control.abort();
await started.text().then(
  () => console.log("not aborted"),
  () => console.log("aborted"),
);
