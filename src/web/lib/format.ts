import { useMemo } from "react";
import { type IntlShape, useIntl } from "react-intl";

/** What Intl takes without a loss: the decimal string itself, never a float. */
type Decimal = Intl.StringNumericLiteral;

const USDT_DIGITS = 6;

export type Formats = {
  /** A decimal string in the reader's digits and separators, with all decimals that it has. */
  decimal(amount: string): string;
  /** An amount of USDT with its name: at least two decimals, `"12.5"` as `12.50 USDT`. */
  usdt(amount: string): string;
  /** An amount of dollars; small ones keep their decimals, `"0.0765"` as `$0.0765`. */
  usd(amount: string): string;
  /** A time (RFC 3339) as date and time of day. */
  dateTime(time: string): string;
  /** A time (RFC 3339) as a date. */
  date(time: string): string;
};

function createFormats({ locale }: Pick<IntlShape, "locale">): Formats {
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: USDT_DIGITS });
  const usdt = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: USDT_DIGITS });
  const usd = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    maximumFractionDigits: USDT_DIGITS,
  });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  return {
    decimal: (amount) => decimal.format(amount as Decimal),
    usdt: (amount) => `${usdt.format(amount as Decimal)} USDT`,
    usd: (amount) => usd.format(amount as Decimal),
    dateTime: (time) => dateTime.format(new Date(time)),
    date: (time) => date.format(new Date(time)),
  };
}

/** Amounts and times in the page's language. */
export function useFormats(): Formats {
  const { locale } = useIntl();
  return useMemo(() => createFormats({ locale }), [locale]);
}
