// What the course's server says of the record of answers (wso_lessons/workspace/processes/course_state.py).

import { ServerConnection } from "@jupyterlab/services";

export async function askServer(what) {
  const settings = ServerConnection.makeSettings();
  const answer = await ServerConnection.makeRequest(`${settings.baseUrl}wso-lessons/${what}`, {}, settings);
  if (!answer.ok) throw new ServerConnection.ResponseError(answer);
  return answer.json();
}
