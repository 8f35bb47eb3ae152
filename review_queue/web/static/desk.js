// Keys of the item page and the grid, and the picture of its pages: zoom, pan, turn, contrast, the zone of the field in focus.
"use strict";

const paper = document.getElementById("paper");
const grid = document.getElementById("grid");
const view = { zoom: 1, turn: 0, contrast: false, whole: false };
const STEP = 1.25, SMALLEST = 0.5, LARGEST = 6, CLOSE = 2;

function draw() {
  for (const page of paper.querySelectorAll(".page")) {
    page.style.width = `${view.zoom * 100}%`;
    page.style.transform = `rotate(${view.turn}deg)`;
    const overhang = view.turn % 180 ? (page.offsetWidth - page.offsetHeight) / 2 : 0;
    page.style.marginBlock = `${overhang}px`;
    page.style.marginInline = `${-Math.min(overhang, 0)}px`;
    page.classList.toggle("contrast", view.contrast);
  }
  const button = document.querySelector("[data-view=contrast]");
  button.setAttribute("aria-pressed", String(view.contrast));
}

const acts = {
  smaller: () => { view.zoom = Math.max(view.zoom / STEP, SMALLEST); },
  larger: () => { view.zoom = Math.min(view.zoom * STEP, LARGEST); },
  fit: () => { view.zoom = 1; view.turn = 0; },
  turn: () => { view.turn = (view.turn + 90) % 360; },
  contrast: () => { view.contrast = !view.contrast; },
};

function zoneOf(element) {
  const field = element && element.closest("[data-zone]");
  return field && document.getElementById(field.dataset.zone);
}

// As close as a zone's whole width allows, with its middle in the middle of the picture.
function approach(zone) {
  const frame = paper.getBoundingClientRect();
  if (!view.whole) {
    const width = zone.getBoundingClientRect().width / view.zoom;
    view.zoom = Math.min(Math.max(0.85 * frame.width / width, 1), CLOSE);
  }
  draw();
  center(zone);
}

function center(zone) {
  const frame = paper.getBoundingClientRect(), place = zone.getBoundingClientRect();
  paper.scrollBy(
    place.left + place.width / 2 - frame.left - frame.width / 2,
    place.top + place.height / 2 - frame.top - frame.height / 2,
  );
}

function show(zone) {
  for (const other of paper.querySelectorAll("rect.now")) other.classList.remove("now");
  if (!zone) return;
  zone.classList.add("now");
  approach(zone);
}

// The whole page around the field in focus, and back.
function context() {
  view.whole = !view.whole;
  view.zoom = 1;
  draw();
  show(zoneOf(document.activeElement));
}

function keys() {
  const list = document.getElementById("keys");
  list.open = !list.open;
  if (list.open) list.querySelector("summary").focus();
}

const plain = { F1: keys, F2: context };

function name(event) {
  if (event.code.startsWith("Digit")) return event.code.slice(5);
  if (event.code.startsWith("Key")) return event.code.slice(3).toLowerCase();
  return { Minus: "-", NumpadSubtract: "-", Equal: "+", NumpadAdd: "+" }[event.code] || "";
}

// The button of a key: in the field in focus first, else in the page's tools.
function target(key) {
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  const form = document.activeElement && document.activeElement.closest("form.say");
  const inForm = form && form.querySelector(wanted);
  return inForm || [...document.querySelectorAll(wanted)].find((one) => !one.closest("form.say"));
}

document.addEventListener("keydown", (event) => {
  if (!paper && !grid) return;
  if (event.key === "Enter" && event.repeat) return event.preventDefault();
  const act = paper && plain[event.key];
  const button = event.altKey && !event.ctrlKey && !event.metaKey && !event.repeat && target(name(event));
  if (!act && !button) return;
  event.preventDefault();
  if (act) act(); else button.click();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-view]");
  if (!button) return;
  acts[button.dataset.view]();
  draw();
  const zone = paper.querySelector("rect.now");
  if (zone) center(zone);
});

// A click on a zone goes to its field.
document.addEventListener("click", (event) => {
  const zone = event.target.closest(".page rect");
  const reach = "input:not([type=hidden]), [tabindex='0'], a";
  const field = zone && document.querySelector(`[data-zone="${CSS.escape(zone.id)}"]`);
  if (field) (field.querySelector(reach) || field).focus();
});

document.addEventListener("focusin", (event) => {
  const zone = paper && zoneOf(event.target);
  if (!zone) return;
  show(zone);
  event.target.closest("[data-zone]").scrollIntoView({ block: "center" });
});

// A picture that arrives changes the height of what is above a zone.
document.addEventListener("load", (event) => {
  if (paper && paper.contains(event.target)) show(zoneOf(document.activeElement));
}, true);

if (paper) {
  let from = null;
  paper.addEventListener("pointerdown", (event) => {
    from = { x: event.clientX + paper.scrollLeft, y: event.clientY + paper.scrollTop };
  });
  window.addEventListener("pointerup", () => { from = null; });
  paper.addEventListener("pointermove", (event) => {
    if (from) paper.scrollTo(from.x - event.clientX, from.y - event.clientY);
  });
  show(zoneOf(document.activeElement));
}

// The item is another person's by now, or was decided again: the page shows how it stands.
document.addEventListener("htmx:responseError", () => location.reload());
