"""What may go wrong with any operation of the API, by status, for the documentation."""

PROBLEM_STATUSES = {
    400: "The body is no JSON in UTF-8, or the request is for another host.",
    401: "There is no token, or it is not valid any more; `WWW-Authenticate` says which.",
    413: "The body is larger than 8 MiB.",
    415: "The body is not declared as `application/json`.",
    422: "A field is missing, of another type or too long, or an id occurs twice: `errors` says where.",
    429: "Too many requests of one person; `Retry-After` says in how many seconds to come again.",
    500: "Something broke on our side; `request_id` finds it in the logs.",
    503: "The database does not answer; `Retry-After` says in how many seconds to come again.",
}
