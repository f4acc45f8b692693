// A Rivulet stream in the browser: JSON messages over one WebSocket, no build step.
//
//   const stream = connect("logs", { rows: 10 });
//   for await (const message of stream) console.log(message.row);
//
// Iteration ends when the stream ends, and throws a StreamError when it ends badly.

/** Opens the stream at a path below this application; the query is the handshake. */
export function connect(path, query = {}) {
  const url = new URL(path, document.baseURI);
  for (const [name, value] of Object.entries(query)) {
    url.searchParams.append(name, value);
  }
  return new Stream(url);
}

/** Why a stream did not open, or ended badly: `code` is the server's, such as "invalid_argument". */
export class StreamError extends Error {
  name = "StreamError";

  constructor(message, { code = "unknown", status, closeCode, details } = {}) {
    super(message);
    Object.assign(this, { code, status, closeCode, details });
  }
}

/** Dispatches "open", "sent" and "received" (detail: the message), and "end". */
export class Stream extends EventTarget {
  #socket;
  #received = [];
  #wake = () => {};

  /** connecting, open, closing or closed */
  state = "connecting";
  /** Once closed: the close code, its reason, and a StreamError unless it was a normal end. */
  end = null;

  constructor(url) {
    super();
    this.url = url;
    const address = new URL(url);
    address.protocol = url.protocol.replace("http", "ws");
    this.#socket = new WebSocket(address, "encore-ws");

    this.opened = new Promise((resolve, reject) => {
      this.addEventListener("open", () => resolve(this));
      this.addEventListener("end", () => reject(this.end.error ?? new StreamError("closed before it was open")));
    });
    this.opened.catch(() => {}); // whoever awaits it is told; nobody has to
    this.closed = new Promise((resolve) => this.addEventListener("end", () => resolve(this.end)));

    this.#socket.onopen = () => this.#change("open", "open");
    this.#socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    this.#socket.onclose = (event) => this.#ended(event);
  }

  /** Sends a message, first waiting for the stream to open and for a full socket to drain. */
  async send(message) {
    await this.opened;
    while (this.#socket.bufferedAmount > 1_000_000) await new Promise((later) => setTimeout(later, 20));
    if (this.state !== "open") throw this.end?.error ?? new StreamError("the stream is closed");
    this.#socket.send(JSON.stringify(message));
    this.#emit("sent", message);
  }

  close(code = 1000, reason = "") {
    if (this.state === "closing" || this.state === "closed") return;
    this.state = "closing";
    this.#socket.close(code, reason);
  }

  /** The messages in their order; leaving the loop early closes the stream. */
  async *[Symbol.asyncIterator]() {
    try {
      while (true) {
        while (this.#received.length > 0) yield this.#received.shift();
        if (this.end?.error) throw this.end.error;
        if (this.end) return;
        await new Promise((wake) => (this.#wake = wake));
      }
    } finally {
      this.close();
    }
  }

  /** The one message that a stream into the server is answered with. */
  async response() {
    for await (const message of this) return message;
    throw new StreamError("the stream ended without a response");
  }

  #receive(message) {
    this.#received.push(message);
    this.#wake();
    this.#emit("received", message);
  }

  async #ended({ code, reason }) {
    let error = null; // an end that this side asked for is none
    if (this.state === "connecting") error = await whyRefused(this.url);
    if (this.state === "open") error = whyClosed(code, reason);
    this.end = { code, reason, error };
    this.#wake();
    this.#change("closed", "end");
  }

  #change(state, event) {
    this.state = state;
    this.#emit(event);
  }

  #emit(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}

// A browser does not show what a refused handshake was answered with; the same URL without an upgrade answers the same.
async function whyRefused(url) {
  try {
    const answer = await fetch(url, { cache: "no-store" });
    if (answer.status === 426) {
      return new StreamError("The connection was lost, but the server would accept it now.", { code: "unavailable" });
    }
    const { code, message, details } = await answer.json();
    return new StreamError(message, { code, details, status: answer.status });
  } catch {
    return new StreamError("The server cannot be reached.", { code: "unavailable" });
  }
}

// 1000 is done, 1001 a server that goes away in good order, 1005 a close without a code.
function whyClosed(closeCode, reason) {
  if ([1000, 1001, 1005].includes(closeCode)) return null;
  try {
    const { code, message } = JSON.parse(reason);
    return new StreamError(message, { code, closeCode });
  } catch {
    const lost = closeCode === 1006;
    return new StreamError(reason || (lost ? "The connection was lost." : `Closed with ${closeCode}.`), { closeCode });
  }
}
