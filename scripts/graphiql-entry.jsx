// GraphiQL as one script for the agency API's page: it asks nothing of any other host.
// The page has <div id="graphiql" data-endpoint="/path"></div>, graphiql.css and this script, deferred.
import { createRoot } from "react-dom/client";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";

// Where this very file came from: its workers lie beside it.
const here = new URL(".", document.currentScript.src);

globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const name = label === "json" || label === "graphql" ? label : "editor";
    return new Worker(new URL(`${name}.worker.js`, here));
  },
};

const root = document.getElementById("graphiql");

async function ask(params, options) {
  const response = await fetch(root.dataset.endpoint, {
    method: "POST",
    credentials: "same-origin",
    headers: {
      ...options?.headers,
      Accept: "application/graphql-response+json, application/json;q=0.9",
      "Content-Type": "application/json",
    },
    body: JSON.stringify(params),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A limit or a lost session answers in words: show them as they came.
    return { errors: [{ message: `${response.status} ${response.statusText}: ${text.slice(0, 500)}` }] };
  }
}

createRoot(root).render(<GraphiQL fetcher={ask} defaultQuery={root.dataset.query ?? "{ __typename }\n"} />);
