import { FormattedMessage } from "react-intl";
import type { Schemas } from "../lib/api.js";
import { useFormats } from "../lib/format.js";

type Image = Schemas["Catalog"]["standardImage"];

/** Says what a standard image is, so that prices can be compared. */
export function StandardImage({ image, creditName }: { image: Image; creditName: string }) {
  const { decimal } = useFormats();
  const credits = decimal(image.credits);
  if (image.width === undefined || image.height === undefined) {
    return (
      <FormattedMessage id="pricing.standard.plain" values={{ operation: image.operation, credits, creditName }} />
    );
  }
  const size = `${decimal(String(image.width))} × ${decimal(String(image.height))}`;
  return <FormattedMessage id="pricing.standard.sized" values={{ size, credits, creditName }} />;
}
