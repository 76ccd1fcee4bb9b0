# A container that imports papers and serves their pages, as a user without rights of its own. docs/platforms.md says more.
#
#   docker build --tag risktrail .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/data" risktrail import papers/
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/data" --publish 127.0.0.1:8000:8000 risktrail \
#       serve --host 0.0.0.0 --anyone-may-read

FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /app \
    && /app/bin/pip install --no-cache-dir --require-hashes --requirement requirements.txt \
    && /app/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
COPY --from=build /app /app
RUN useradd --uid 1000 --create-home risktrail && install --directory --owner risktrail /data
ENV PATH="/app/bin:${PATH}"
USER risktrail
WORKDIR /data
EXPOSE 8000
ENTRYPOINT ["risktrail"]
CMD ["--help"]
