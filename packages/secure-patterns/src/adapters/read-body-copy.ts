/** Frameworks' own parsers stop at 100 kB to 1 MB; a copy must not become the way around them. */
const LARGEST_BODY = 1_048_576;
const FORM = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i;
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\b/i;

/**
 * Reads a copy of a request's form fields or JSON, so that the handler can still read the body.
 *
 * @returns the parsed JSON, or an object of form fields (an array where a name is repeated); `undefined` where there is
 *   no such body, where it was read already, is malformed, or is larger than 1 MiB
 */
export async function readBodyCopy(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  const isForm = FORM.test(type);
  if (request.body === null || request.bodyUsed || !(isForm || JSON_TYPE.test(type))) return undefined;
  if (Number(request.headers.get("content-length") ?? 0) > LARGEST_BODY) return undefined;
  try {
    const bytes = await readUpTo(request.clone().body, LARGEST_BODY);
    if (!bytes) return undefined;
    const copy = new Response(bytes, { headers: { "content-type": type } });
    return isForm ? formFields(await copy.formData()) : await copy.json();
  } catch {
    return undefined;
  }
}

async function readUpTo(
  stream: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!stream) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > most) {
      // Not awaited: it settles only when the handler is done with the other copy.
      void reader.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(part.value);
  }
  return concat(chunks, length);
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return all;
}

export function formFields(form: FormData): Record<string, unknown> {
  const names = [...new Set(form.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
