import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: { target: "es2023", chunkSizeWarningLimit: 2000 },
  // While `npm run chat` runs, `vite` serves the page with live changes and passes requests on to the chat's
  // server.
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:4180" } },
});
