// Compiles every .sol file under src/embedded/contracts into artifacts.json beside them: {name: {abi, bytecode,
// deployedBytecode}}, hex without 0x. The result is committed, so that running the store needs no compiler; a test
// recompiles and compares. With --stdout the result is printed instead of written.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import solc from "solc";

const folder = new URL("../src/embedded/contracts/", import.meta.url);

function readSources() {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sol"));
  return Object.fromEntries(
    names.sort().map((name) => [name.replaceAll("\\", "/"), { content: readFileSync(new URL(name, folder), "utf8") }]),
  );
}

function compile(sources) {
  const input = {
    language: "Solidity",
    sources,
    settings: {
      // No PUSH0, TLOAD or MCOPY: java-tron and older Ethereum forks run the same bytes.
      evmVersion: "paris",
      optimizer: { enabled: true, runs: 200 },
      // Without the metadata's hash the bytecode depends on the code alone, not on comments.
      metadata: { bytecodeHash: "none", appendCBOR: false },
      outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] } },
    },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  const errors = (output.errors ?? []).filter((problem) => problem.severity === "error");
  if (errors.length > 0) throw new Error(errors.map((problem) => problem.formattedMessage).join("\n"));
  return output.contracts;
}

function collectArtifacts(contractsByFile) {
  const artifacts = {};
  for (const [file, contracts] of Object.entries(contractsByFile)) {
    for (const [name, { abi, evm }] of Object.entries(contracts)) {
      // Interfaces and abstract contracts have no code to deploy.
      if (evm.bytecode.object === "") continue;
      if (artifacts[name]) throw new Error(`two contracts are called ${name}, the second in ${file}`);
      artifacts[name] = { abi, bytecode: evm.bytecode.object, deployedBytecode: evm.deployedBytecode.object };
    }
  }
  return Object.fromEntries(Object.entries(artifacts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const text = `${JSON.stringify(collectArtifacts(compile(readSources())), null, 1)}\n`;
if (process.argv.includes("--stdout")) process.stdout.write(text);
else {
  writeFileSync(new URL("artifacts.json", folder), text);
  console.log(`wrote ${Object.keys(JSON.parse(text)).join(", ")}`);
}
