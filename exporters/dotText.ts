/** A quoted DOT identifier; line ends become DOT's own, so that labels break where the text does. */
export const dotText = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
