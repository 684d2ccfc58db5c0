import { create } from "qrcode";
import styles from "./QrCode.module.css";

/** Modules of white around the code: scanners need them to find its corners. */
const MARGIN = 4;

function pathOf(text: string): { path: string; size: number } {
  const { data, size } = create(text, { errorCorrectionLevel: "M" }).modules;
  let path = "";
  for (let index = 0; index < data.length; index += 1) {
    if (data[index]) path += `M${(index % size) + MARGIN} ${Math.floor(index / size) + MARGIN}h1v1h-1z`;
  }
  return { path, size: size + 2 * MARGIN };
}

/** A QR code of a text: black on white in dark colours too, as scanners want it. `label` says what it holds. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = pathOf(text);
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={`M0 0h${size}v${size}H0z`} className={styles.light} />
      <path d={path} className={styles.dark} />
    </svg>
  );
}
