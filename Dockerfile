# Rightswatch in a container: hash-pinned Python packages, Chromium and fonts from Debian, no root.
FROM python:3.12-slim-bookworm AS build

WORKDIR /build
COPY locks/bootstrap.lock locks/runtime.lock ./locks/
RUN pip install --no-cache-dir --require-hashes -r locks/bootstrap.lock \
    && python -m venv --without-pip /opt/rightswatch \
    && uv pip install --no-cache --python /opt/rightswatch --require-hashes --compile-bytecode \
        -r locks/runtime.lock
COPY pyproject.toml README.md LICENSE ./
COPY monitor monitor
COPY spiders spiders
COPY rules rules
COPY alerts alerts
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --no-index --wheel-dir /dist . \
    && uv pip install --no-cache --python /opt/rightswatch --no-deps --no-index --compile-bytecode \
        /dist/*.whl

FROM python:3.12-slim-bookworm

# Debian's security updates are wanted, so its packages are not pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends chromium fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin rightswatch \
    && install -d -o rightswatch -g rightswatch /srv/rightswatch /srv/rightswatch/data
COPY --from=build /opt/rightswatch /opt/rightswatch
ENV PATH=/opt/rightswatch/bin:$PATH PYTHONUNBUFFERED=1

# rightswatch.yaml and its pictures are mounted here; data/ is what must be kept.
WORKDIR /srv/rightswatch
VOLUME /srv/rightswatch/data
USER 10001:10001

HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 \
    CMD ["rightswatch", "doctor", "--probe"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["rightswatch"]
CMD ["run"]
