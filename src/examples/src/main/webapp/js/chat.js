import { connect } from "./streams.js";
import { element } from "./elements.js";

const [join, name, room, messages, post, text, send, me, leave, reconnect] = //
  ["join", "name", "room", "messages", "post", "text", "send", "me", "leave", "reconnect"] //
    .map((id) => document.getElementById(id));
const river = document.querySelector("stream-river");
const errors = document.querySelector("stream-error");

// One id a page: what comes back with it is ours. (randomUUID would need HTTPS or localhost.)
const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
let stream;
let wait = FIRST_WAIT;
let timer;
let lastSender;

join.addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("name", name.value.trim());
  enter();
});

post.addEventListener("submit", (event) => {
  event.preventDefault();
  if (stream?.state !== "open" || !text.value.trim()) return;
  stream.send({ username: sessionStorage.getItem("name"), msg: text.value });
  text.value = "";
  text.focus();
});

text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  post.requestSubmit();
});

leave.addEventListener("click", () => {
  sessionStorage.removeItem("name");
  stream.close();
});

reconnect.addEventListener("click", enter);

if (sessionStorage.getItem("name")) enter();

function enter() {
  if (!sessionStorage.getItem("name")) return;
  clearTimeout(timer);
  me.textContent = sessionStorage.getItem("name");
  join.hidden = true;
  room.hidden = false;
  talk();
}

// One connection, from its handshake to its end; then, unless the user left, the next one.
async function talk() {
  errors.clear();
  stream = connect("chat", { id });
  river.watch(stream);
  stream.addEventListener("open", () => {
    wait = FIRST_WAIT;
    connected(true);
    notice("You are in the room.");
  });
  try {
    for await (const message of stream) show(message);
  } catch (error) {
    errors.show(error);
  }
  const { error } = await stream.closed;
  connected(false);
  if (!sessionStorage.getItem("name")) {
    left();
  } else if (error?.status >= 400 && error.status < 500) {
    notice("The server refused the connection.");
  } else {
    notice(`Connecting again in ${wait / 1000} s`);
    timer = setTimeout(talk, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}

function connected(yes) {
  send.disabled = !yes;
  leave.hidden = !yes;
  reconnect.hidden = yes;
  if (yes) text.focus();
}

function left() {
  room.hidden = true;
  join.hidden = false;
  messages.replaceChildren();
  lastSender = null;
  name.focus();
}

function show({ userID, username, msg }) {
  const row = element("li", "message-row", element("div", "bubble", msg));
  if (userID === id) {
    row.classList.add("own");
  } else if (userID !== lastSender) {
    const label = element("span", "name", username);
    label.style.setProperty("--hue", [...userID].reduce((hue, letter) => (hue * 31 + letter.charCodeAt(0)) % 360, 0));
    row.prepend(label);
  }
  lastSender = userID;
  append(row);
}

function notice(words) {
  lastSender = null;
  append(element("li", "notice", words));
}

function append(row) {
  const atBottom = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
  messages.append(row);
  if (atBottom || row.classList.contains("own")) messages.scrollTop = messages.scrollHeight;
}
