import { Failure } from "./Failure.js";
import { useCatalog } from "./useCatalog.js";

/**
 * The packs with what a credit and a standard image come to. Needs no session; without a region the prices are the
 * general ones. Style it by `.coffer-pricing`.
 */
export function PricingTable({ storeUrl, region }: { storeUrl: string; region?: string }) {
  const { data, error } = useCatalog(storeUrl, region);
  if (data === undefined) return error === undefined ? null : <Failure error={error} />;
  return (
    <table className="coffer-pricing">
      <thead>
        <tr>
          <th scope="col">Pack</th>
          <th scope="col">Price</th>
          <th scope="col">{data.creditName}</th>
          <th scope="col">Each</th>
          <th scope="col">Standard image</th>
        </tr>
      </thead>
      <tbody>
        {data.packs.map(({ id, name, priceUsd, totalCredits, usdPerCredit, usdPerStandardImage }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>${priceUsd}</td>
            <td>{totalCredits}</td>
            <td>${usdPerCredit}</td>
            <td>${usdPerStandardImage}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
