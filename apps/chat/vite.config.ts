import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: { target: "es2023", chunkSizeWarningLimit: 2000 },
  // `vite` beside a running `npm run chat` shows changes of the page at once.
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:4180" } },
});
