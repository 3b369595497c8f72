/**
 * As much of a document as Plot needs to draw an SVG: elements that are made, given attributes and text, nested, found by name and
 * written out. A whole browser's model in its place cost half a second to load, 100 MB, and half of the time of every drawing; a test
 * draws in both and expects the same picture.
 */

export const SVG = 'http://www.w3.org/2000/svg';
const XML_SPACE = 'http://www.w3.org/XML/1998/namespace';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\u00a0': '&#160;' };
const escaped = (text: string): string => text.replace(/[&<>"\u00a0]/g, (letter) => ESCAPES[letter]!);

/** An element, or a text where `nodeName` is #text. */
export class SvgNode {
  readonly ownerDocument: SvgDocument;
  readonly nodeName: string;
  readonly namespaceURI = SVG;
  parentNode: SvgNode | null = null;
  readonly childNodes: SvgNode[] = [];
  #attributes = new Map<string, string>();
  #text = '';

  constructor(ownerDocument: SvgDocument, nodeName: string, text = '') {
    this.ownerDocument = ownerDocument;
    this.nodeName = nodeName;
    this.#text = text;
  }

  get tagName(): string {
    return this.nodeName;
  }

  get children(): SvgNode[] {
    return this.childNodes.filter((node) => node.nodeName !== '#text');
  }

  get firstChild(): SvgNode | null {
    return this.childNodes[0] ?? null;
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.#attributes.has(name);
  }

  setAttribute(name: string, value: unknown): void {
    this.#attributes.set(name, String(value));
  }

  /** Namespaced attributes keep their prefix, as in xml:space. */
  setAttributeNS(space: string, name: string, value: unknown): void {
    this.setAttribute(space === XML_SPACE ? `xml:${name.replace(/^xml:/, '')}` : name, value);
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }

  /** Styles become attributes: every property that Plot sets is one of SVG's presentation attributes. */
  get style() {
    return {
      setProperty: (name: string, value: unknown) => this.setAttribute(name, value),
      removeProperty: (name: string) => this.removeAttribute(name),
    };
  }

  appendChild<T extends SvgNode>(child: T): T {
    return this.insertBefore(child, null);
  }

  insertBefore<T extends SvgNode>(child: T, before: SvgNode | null): T {
    child.remove();
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before);
    this.childNodes.splice(at, 0, child);
    child.parentNode = this;
    return child;
  }

  append(...children: (SvgNode | string)[]): void {
    for (const child of children) this.appendChild(typeof child === 'string' ? this.ownerDocument.createTextNode(child) : child);
  }

  remove(): void {
    if (this.parentNode === null) return;
    this.parentNode.childNodes.splice(this.parentNode.childNodes.indexOf(this), 1);
    this.parentNode = null;
  }

  get textContent(): string {
    return this.nodeName === '#text' ? this.#text : this.childNodes.map((node) => node.textContent).join('');
  }

  set textContent(text: string | null) {
    for (const node of [...this.childNodes]) node.remove();
    if (text) this.append(String(text));
  }

  /** Descendants of a name, or with an attribute ("[name]"), in order. */
  querySelectorAll(selector: string): SvgNode[] {
    const attribute = /^\[(.+)\]$/.exec(selector)?.[1];
    const isWanted = (node: SvgNode) => (attribute === undefined ? node.nodeName === selector : node.hasAttribute(attribute));
    return this.children.flatMap((node) => [...(isWanted(node) ? [node] : []), ...node.querySelectorAll(selector)]);
  }

  /** As a file has it. */
  get outerHTML(): string {
    if (this.nodeName === '#text') return escaped(this.#text);
    const attributes = [...this.#attributes].map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
    const inside = this.childNodes.map((node) => node.outerHTML).join('');
    return inside === '' ? `<${this.nodeName}${attributes}/>` : `<${this.nodeName}${attributes}>${inside}</${this.nodeName}>`;
  }
}

/** Makes nodes. */
export class SvgDocument {
  readonly documentElement: SvgNode = new SvgNode(this, 'svg');

  createElementNS(_space: string, name: string): SvgNode {
    return new SvgNode(this, name);
  }

  createElement(name: string): SvgNode {
    return new SvgNode(this, name);
  }

  createTextNode(text: string): SvgNode {
    return new SvgNode(this, '#text', text);
  }
}
