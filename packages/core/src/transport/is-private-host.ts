/** Networks outside the public internet (IANA special-purpose address registries). */
const PRIVATE_IPV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10", // shared by carriers, and inside some clouds
  "127.0.0.0/8",
  "169.254.0.0/16", // link-local; clouds answer here with a machine's credentials
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3", // multicast, reserved, broadcast
];

const PRIVATE_IPV6 = [
  "0:0:0:0:0:0:0:0/127", // unspecified and loopback
  "64:ff9b:1:0:0:0:0:0/48", // translation to IPv4 within a network
  "100:0:0:0:0:0:0:0/64",
  "2001:0:0:0:0:0:0:0/32", // Teredo and 6to4 hold an IPv4 address that nobody checks
  "2002:0:0:0:0:0:0:0/16",
  "2001:db8:0:0:0:0:0:0/32",
  "3fff:0:0:0:0:0:0:0/20",
  "fc00:0:0:0:0:0:0:0/7",
  "fe80:0:0:0:0:0:0:0/10",
  "fec0:0:0:0:0:0:0:0/10",
  "ff00:0:0:0:0:0:0:0/8",
];

/** Networks whose last 32 bits are an IPv4 address. */
const IPV4_IN_IPV6 = [
  "0:0:0:0:0:0:0:0/96",
  "0:0:0:0:0:ffff:0:0/96",
  "0:0:0:0:ffff:0:0:0/96",
  "64:ff9b:0:0:0:0:0:0/96",
];

const PRIVATE_NAME = /(?:^|\.)(?:localhost|localdomain|local|internal|home\.arpa)$/;

/**
 * Whether a host is this machine or in a private network. Only the name or address is checked: what a public
 * name resolves to is not known here.
 *
 * @param hostname As `URL` writes it: in lower case, IPv4 with four numbers, IPv6 in brackets.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, "");
  if (host.startsWith("[")) return isPrivateIPv6(parseIPv6(host.slice(1, -1)));
  if (/^[\d.]+$/.test(host)) return isPrivateIPv4(parseIPv4(host));
  // A name without a dot belongs to the local network, such as that of another container.
  return !host.includes(".") || PRIVATE_NAME.test(host);
}

function isPrivateIPv6(address: bigint): boolean {
  const isIn = (network: string) => isInNetwork(address, network, { parse: parseIPv6, bits: 128 });
  if (PRIVATE_IPV6.some(isIn)) return true;
  return IPV4_IN_IPV6.some(isIn) && isPrivateIPv4(address & 0xffff_ffffn);
}

function isPrivateIPv4(address: bigint): boolean {
  return PRIVATE_IPV4.some((network) =>
    isInNetwork(address, network, { parse: parseIPv4, bits: 32 }),
  );
}

function isInNetwork(
  address: bigint,
  network: string,
  { parse, bits }: { parse: (text: string) => bigint; bits: number },
): boolean {
  const [start = "", length = ""] = network.split("/");
  const hostBits = BigInt(bits - Number(length));
  return address >> hostBits === parse(start) >> hostBits;
}

function parseIPv4(text: string): bigint {
  return text.split(".").reduce((address, part) => (address << 8n) | BigInt(part), 0n);
}

/** Eight groups, or fewer with `::` in place of those that are 0. */
function parseIPv6(text: string): bigint {
  const [head = "", tail] = text.split("::");
  const first = groupsOf(head);
  const last = tail === undefined ? [] : groupsOf(tail);
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => "0");
  return [...first, ...zeros, ...last].reduce(
    (address, group) => (address << 16n) | BigInt(`0x${group}`),
    0n,
  );
}

function groupsOf(text: string): string[] {
  return text === "" ? [] : text.split(":");
}
