#pragma once

#include "core/script/compiler.h"
#include "core/script/scriptpool.h"

#include <QTemporaryDir>

namespace hw::test {

/// Compiles and runs scripts with the real host, as the engine does.
class ScriptFixture
{
public:
    explicit ScriptFixture(script::PoolOptions options = {});

    [[nodiscard]] Result<script::Program> compile(const QByteArray& source,
                                                  const QString& fileName = QStringLiteral("script.js"),
                                                  const QStringList& expressions = {});
    /// A job with what most tests need: a JSON body, two vars of which one is secret.
    [[nodiscard]] static script::ScriptJob job(script::Program program, const QByteArray& body = "{}");
    [[nodiscard]] script::ScriptOutcome run(const script::ScriptJob& job);
    /// Compiles and runs; a compile error fails the test and gives an outcome without status.
    [[nodiscard]] script::ScriptOutcome run(const QByteArray& source, const QByteArray& body = "{}",
                                            const QString& fileName = QStringLiteral("script.js"));

    [[nodiscard]] static QByteArray hmacHex(const QByteArray& key, const QByteArray& data);

    QTemporaryDir cacheFolder;
    script::Compiler compiler;
    script::ScriptPool pool;
};

inline constexpr char secretName[] = "SERVICE_SIGNING_SECRET";
inline constexpr char secretValue[] = "whsec_made_up_for_tests";

} // namespace hw::test
