import type { Page } from "playwright-core";
import type { Network, RunningStore } from "../../bench/startStore.js";
import { buyerPictures } from "./buyerPictures.js";
import { checkoutPictures } from "./checkoutPictures.js";
import { consolePictures } from "./consolePictures.js";

/** A running store, and a buyer's purse on its chains; amounts in base units of USDT. */
export type Stage = RunningStore & { pay(network: Network, to: string, amount: bigint): Promise<void> };

export type Picture = {
  /** Of its file. */
  name: string;
  /** Which of its four the README shows; none where left out. */
  readme?: "desktop-light" | "desktop-dark" | "phone-light" | "phone-dark";
  /** How much of the page the README shows, in pixels from its top; all of it where left out. */
  readmeHeight?: number;
  /** Opens the page and waits until it shows what the picture is of. */
  open(page: Page, stage: Stage): Promise<void>;
};

/** Every page that a picture is taken of. */
export const PICTURES: readonly Picture[] = [...checkoutPictures, ...buyerPictures, ...consolePictures];
