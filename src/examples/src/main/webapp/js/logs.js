import { connect } from "./streams.js";
import { element } from "./elements.js";

const [form, rows, go, stop, log] = ["start", "rows", "go", "stop", "log"].map((id) => document.getElementById(id));
const river = document.querySelector("stream-river");
const errors = document.querySelector("stream-error");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  errors.clear();
  log.replaceChildren();
  go.disabled = true;
  stop.disabled = false;

  const stream = connect("logs", { rows: rows.value });
  river.watch(stream);
  stop.onclick = () => stream.close();
  try {
    for await (const message of stream) {
      const now = new Date().toLocaleTimeString([], { hour12: false });
      log.append(element("li", "", element("time", "", now), element("span", "", message.row)));
      log.scrollTop = log.scrollHeight;
    }
  } catch (error) {
    errors.show(error);
  }
  go.textContent = "Start again";
  go.disabled = false;
  stop.disabled = true;
});
