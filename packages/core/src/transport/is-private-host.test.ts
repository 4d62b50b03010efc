import { describe, expect, it } from "vitest";
import { isPrivateHost } from "./is-private-host.ts";

const isPrivate = (host: string) => isPrivateHost(new URL(`http://${host}/`).hostname);

describe("a private host", () => {
  it.each([
    "localhost",
    "LOCALHOST.",
    "a.localhost",
    "localhost.localdomain",
    "printer.local",
    "metadata.google.internal",
    "router.home.arpa",
    "redis",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.1",
    "0x7f.0.0.1",
    "2130706433",
    "127.0.0.1.",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.168.1.1",
    "198.19.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::1]",
    "[::7f00:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:0:192.168.0.1]",
    "[64:ff9b::169.254.169.254]",
    "[64:ff9b:1::8.8.8.8]",
    "[2001:0:7f00:1::]",
    "[2002:7f00:1::]",
    "[2001:db8::1]",
    "[fc00::1]",
    "[fdff::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
  ])("is %s", (host) => {
    expect(isPrivate(host)).toBe(true);
  });

  it.each([
    "api.cometapi.com",
    "cdn.example.",
    "localhost.example.com",
    "internal.example",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.0.1.1",
    "198.17.0.1",
    "223.255.255.255",
    "[2606:4700::1111]",
    "[2001:4860:4860::8888]",
    "[64:ff9b::8.8.8.8]",
    "[::ffff:8.8.8.8]",
  ])("is not %s", (host) => {
    expect(isPrivate(host)).toBe(false);
  });
});
