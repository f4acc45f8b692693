import { connect } from "./streams.js";
import { element } from "./elements.js";

const [form, user, text, cancel, progress, chunks, bar, result] = //
  ["upload", "user", "text", "cancel", "progress", "chunks", "bar", "result"].map((id) => document.getElementById(id));
const upload = form.querySelector("button");
const river = document.querySelector("stream-river");
const errors = document.querySelector("stream-error");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  errors.clear();
  chunks.replaceChildren();
  result.textContent = "";
  progress.hidden = false;
  upload.disabled = true;
  cancel.disabled = false;

  const stream = connect("upload", { user: user.value });
  river.watch(stream);
  cancel.onclick = () => stream.close();
  try {
    await sendInChunks(stream, text.value);
    const { success } = await stream.response();
    result.textContent = success ? "The server answered: success." : "The server answered: not complete.";
  } catch (error) {
    if (stream.state === "closing" || stream.end?.error === null) result.textContent = "Cancelled.";
    else errors.show(error);
  }
  upload.disabled = false;
  cancel.disabled = true;
});

// Slowly, so that it can be watched. Letters are code points: half an emoji is not a text.
async function sendInChunks(stream, whole) {
  const letters = [...whole];
  const size = Math.max(8, Math.ceil(letters.length / 40));
  bar.max = letters.length;
  for (let sent = 0; sent < letters.length; sent += size) {
    const data = letters.slice(sent, sent + size).join("");
    const done = sent + size >= letters.length;
    await stream.send({ data, done });
    chunks.append(element("li", done ? "done" : "", data));
    bar.value = Math.min(sent + size, letters.length);
    await new Promise((later) => setTimeout(later, 120));
  }
}
