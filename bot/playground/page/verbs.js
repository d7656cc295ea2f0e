// The verbs of the page: what a person does here, told to the playground's server.

/** Does one verb; resolves to the answer, rejects with an Error whose message is a sentence for the person. */
export async function verb(name, body) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  return answer(await reach(`/page/${name}`, options));
}

/** All that this person can see right now. */
export const everything = async (user) => answer(await reach(`/page/state${asPerson(user)}`));

/** The query that says who asks; without it the server takes its first person. */
export const asPerson = (user) => (user ? `?user=${encodeURIComponent(user)}` : "");

async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch {
    throw new Error("The playground isn't answering. Is it still running?");
  }
}

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (response.ok && body.ok !== false) return body;
  throw new Error(body.error ?? `The playground returned an error (${response.status}).`);
}
