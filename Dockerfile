# Builds in one stage and runs in another, so that the image holds no compiler and no package for development.
# Checked as text only: the place where this project is tested has no Docker engine.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json .swcrc ./
COPY scripts scripts
COPY src src
COPY reports reports
COPY migrations migrations
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 XINYI_DATA=/var/lib/xinyi XINYI_DEMO=0
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY migrations migrations
COPY reports reports
COPY samples samples
RUN mkdir -p /var/lib/xinyi && chown node:node /var/lib/xinyi
USER node
VOLUME /var/lib/xinyi
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1, so that a stop of the container reaches it and open requests finish.
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
