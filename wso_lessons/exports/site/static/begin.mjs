// How Python comes to the course, in a reader's browser and where its start is prepared, and what it does first.

const FOLDER = "/course";

/** What Python runs first. */
export const SEE_COURSE = `
import sys
if "${FOLDER}" not in sys.path:
    sys.dont_write_bytecode = True
    sys.path.insert(0, "${FOLDER}")
`;

/** An answer whose file was packed by gzip, unpacked unless the service worker has kept it so. */
export function unpack(answer, type = "application/octet-stream") {
  if (answer.headers.has("X-Unpacked")) return answer;
  const headers = { "Content-Type": type };
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip")), { headers });
}

/** The bytes of an answer whose file was packed by gzip. */
export async function unpackedBytes(answer) {
  return new Uint8Array(await unpack(answer).arrayBuffer());
}

/** Puts the course's files where Python finds them: a line of names and lengths, then the files. */
export function putFiles(fs, packed) {
  const made = new Set();
  let at = packed.indexOf(10) + 1;
  for (const [name, length] of JSON.parse(new TextDecoder().decode(packed.subarray(0, at)))) {
    const place = `${FOLDER}/${name}`;
    const folder = place.slice(0, place.lastIndexOf("/"));
    if (!made.has(folder)) fs.mkdirTree(folder);
    made.add(folder);
    fs.writeFile(place, packed.subarray(at, at + length), { canOwn: true });
    at += length;
  }
}

/**
 * Takes out the next of what is asked: what a reader did in a box comes before boxes that only came near, and after
 * that box is open.
 */
export function takeNext(asked) {
  const { box } = asked.find(({ act }) => act === "receive") ?? asked[0];
  const next = asked.findIndex((one) => one.box === box);
  return asked.splice(next, 1)[0];
}
