import { connect } from "./streams.js";
import { element } from "./elements.js";

const [form, model, disconnect, messages, ask, prompt, send] = //
  ["connect", "model", "disconnect", "messages", "ask", "prompt", "send"].map((id) => document.getElementById(id));
const river = document.querySelector("stream-river");
const errors = document.querySelector("stream-error");
const connectButton = form.querySelector("button");
let stream;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  errors.clear();
  stream = connect("ai-chat", { model: model.value });
  river.watch(stream);
  stream.addEventListener("open", () => connected(true));
  connectButton.disabled = true;
  try {
    let answer = null;
    for await (const { message, done } of stream) {
      answer ??= add("answer", model.value, "");
      answer.querySelector(".bubble").textContent = message;
      answer.ariaBusy = String(!done);
      messages.scrollTop = messages.scrollHeight;
      if (done) answer = null;
    }
  } catch (error) {
    errors.show(error);
  }
  messages.querySelectorAll("[aria-busy]").forEach((cut) => (cut.ariaBusy = "false"));
  connected(false);
  connectButton.textContent = "Reconnect";
});

ask.addEventListener("submit", (event) => {
  event.preventDefault();
  if (stream?.state !== "open" || !prompt.value.trim()) return;
  add("own", "", prompt.value);
  stream.send({ prompt: prompt.value });
  prompt.value = "";
});

prompt.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  ask.requestSubmit();
});

disconnect.addEventListener("click", () => stream.close());

function connected(yes) {
  connectButton.hidden = yes;
  connectButton.disabled = yes;
  disconnect.hidden = !yes;
  model.disabled = yes;
  send.disabled = !yes;
  if (yes) prompt.focus();
}

function add(kind, name, text) {
  const row = element("li", `message-row ${kind}`, element("div", "bubble", text));
  if (name) row.prepend(element("span", "name", name));
  messages.append(row);
  messages.scrollTop = messages.scrollHeight;
  return row;
}
