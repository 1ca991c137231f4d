// The learner's record in this browser: the files that Python writes, in IndexedDB.
// Each move is one transaction, in which what other tabs wrote comes in and what Python wrote goes out; the browser
// lets tabs have theirs one after the other, so that nothing is lost between two of them.

const STORE = "files";
const text = (bytes) => new TextDecoder().decode(bytes);

/** The name of a course's database. */
export const nameOf = (course) => `wso-lessons ${course}`;

/** The database; null where this browser keeps none. */
export function openDatabase(course) {
  return new Promise((resolve) => {
    try {
      const asked = indexedDB.open(nameOf(course), 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
      asked.onsuccess = () => {
        // A tab that erases the record must not wait for the others.
        asked.result.onversionchange = () => asked.result.close();
        resolve(asked.result);
      };
      asked.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}

/** The text of a file of the record, or "". */
export function readText(database, name) {
  return new Promise((resolve) => {
    if (!database) return resolve("");
    const asked = database.transaction(STORE).objectStore(STORE).get(name);
    asked.onsuccess = () => resolve(asked.result ? text(asked.result) : "");
    asked.onerror = () => resolve("");
  });
}

/** By the lines of a record: the lesson opened last, or "", and of each that occurs the questions answered in it. */
export function howFar(lines) {
  let last = "";
  const answered = new Map();
  for (const line of lines.split("\n")) {
    try {
      const { event, answer } = JSON.parse(line.slice(line.indexOf(" ") + 1));
      const lesson = (event ?? answer)?.lesson_id;
      if (!lesson) continue;
      if (event?.kind === "opened") last = lesson;
      if (!answered.has(lesson)) answered.set(lesson, new Set());
      if (answer) answered.get(lesson).add(answer.item_id);
    } catch {
      // A line that was cut short says nothing.
    }
  }
  return { last, answered };
}

/** Lines of two versions of a file that is only appended to, each once. */
export function joinLines(one, other) {
  return [...new Set([...one.split("\n"), ...other.split("\n")])]
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join("");
}

/** The record's files: those that Python sees, and what is known of them in the database. */
export class Files {
  constructor(fs, folder) {
    Object.assign(this, { fs, folder });
    this.known = new Map();
  }

  /** Puts the database's files where Python finds them; whether any was new. */
  takeIn(names, contents) {
    let news = false;
    names.forEach((name, at) => {
      const arrived = text(contents[at]);
      if (this.known.get(name) === arrived) return;
      const held = this.read(name);
      // What could not be kept the last time stands here alone.
      const unkept = held !== undefined && held !== this.known.get(name);
      this.write(name, unkept && name.endsWith(".jsonl") ? joinLines(arrived, held) : arrived);
      this.known.set(name, arrived);
      news = true;
    });
    return news;
  }

  /** The files that Python changed, by name. */
  changes() {
    const changed = new Map();
    for (const name of this.names(this.folder)) {
      const held = this.read(name);
      if (held !== this.known.get(name)) changed.set(name, held);
    }
    return changed;
  }

  names(folder) {
    return this.fs.readdir(folder).flatMap((entry) => {
      if (entry === "." || entry === "..") return [];
      const path = `${folder}/${entry}`;
      return this.fs.isDir(this.fs.stat(path).mode) ? this.names(path) : [path.slice(this.folder.length + 1)];
    });
  }

  read(name) {
    const path = `${this.folder}/${name}`;
    return this.fs.analyzePath(path).exists ? this.fs.readFile(path, { encoding: "utf8" }) : undefined;
  }

  write(name, content) {
    this.fs.mkdirTree(`${this.folder}/${name}`.replace(/\/[^/]*$/, ""));
    this.fs.writeFile(`${this.folder}/${name}`, content);
  }
}

/** Does a move of Python's within one transaction; gives its result, and whether the browser kept what it wrote. */
export function exchange(database, files, renew, act) {
  return new Promise((resolve) => {
    let result = null;
    const end = (kept) => resolve({ result, kept });
    let turn;
    try {
      turn = database.transaction(STORE, "readwrite");
    } catch {
      // There is no database, or another tab has erased it.
      result = act();
      end(false);
      return;
    }
    const store = turn.objectStore(STORE);
    const names = store.getAllKeys();
    const contents = store.getAll();
    let changed = new Map();
    contents.onsuccess = () => {
      if (files.takeIn(names.result, contents.result)) renew();
      result = act();
      changed = files.changes();
      for (const [name, content] of changed) store.put(new TextEncoder().encode(content), name);
    };
    turn.oncomplete = () => {
      for (const [name, content] of changed) files.known.set(name, content);
      end(true);
    };
    turn.onabort = () => end(false);
  });
}

/** Erases the record of a course. */
export function erase(course) {
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(nameOf(course));
    asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
  });
}
