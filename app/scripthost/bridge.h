#pragma once

#include "app/scripthost/digest.h"
#include "app/scripthost/job.h"

#include "core/base/jsonselection.h"
#include "core/record/run.h"

#include <QJSEngine>
#include <QObject>
#include <QVariant>

#include <functional>
#include <optional>

namespace hw::scripthost {

/// A program as a realm runs it.
struct LoadedProgram
{
    std::shared_ptr<const script::CompiledProgram> program;
    QString codeName; ///< under which its code runs; frames of a stack are told by it
    QJSValue parts;   ///< {script, expressions}
    /// What `main` looks at; where the compiler does not know it, nothing asks for it.
    json::Selection bodyMembers;
    std::vector<QByteArray> headers; ///< lower case
};

/// What the runtime's JavaScript asks of the host. One for each realm; it serves one job at a time and gathers the
/// outcome. Scripts never hold it.
class Bridge final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Bridge)

public:
    explicit Bridge(QJSEngine& engine);

    /// What outlives the job.
    void begin(const Job& job, const Limits& limits, const LoadedProgram& program);
    void failWith(const QString& name, const QString& message);
    [[nodiscard]] bool hasEnded() const { return m_ended; }
    /// Called with each line of console output as it comes.
    void watchConsole(std::function<void(const ConsoleLine&)> watcher) { m_consoleWatcher = std::move(watcher); }
    /// The frames of the user's own functions in an error's stack, a line each.
    [[nodiscard]] QString userStack(const QString& stack) const;
    [[nodiscard]] QString masked(const QString& text) const;
    /// Bytes of which stored secret these are or hold; empty where of none.
    [[nodiscard]] QString nameOfSecretIn(QByteArrayView bytes) const;
    /// What the result frame holds after the job's number and its end.
    void writeOutcome(script::wire::Writer& out) const;
    [[nodiscard]] script::protocol::End end() const { return m_end; }
    void endWith(script::protocol::End end) { m_end = end; }

    // The request.
    Q_INVOKABLE int bodyKind();
    Q_INVOKABLE QString bodyJson();
    Q_INVOKABLE QString bodyMembers(); ///< the body with what the program's main looks at; empty where it is no object
    Q_INVOKABLE QString element();     ///< JSON of a batch's element
    Q_INVOKABLE QJSValue batch();      ///< {index, total}, undefined where the request is no batch
    Q_INVOKABLE void badBody();
    Q_INVOKABLE QString rawBody();
    Q_INVOKABLE QByteArray rawBytes();
    Q_INVOKABLE QJSValue headers(bool some); ///< `some` = those that the program's main looks at
    Q_INVOKABLE QString field(const QString& name);
    Q_INVOKABLE QJSValue vars();
    Q_INVOKABLE quint32 signingKey();
    Q_INVOKABLE QString signing();
    Q_INVOKABLE QString module(const QString& path);

    // Bytes and text.
    Q_INVOKABLE QByteArray utf8(const QString& text);
    Q_INVOKABLE QString fromUtf8(const QByteArray& bytes);
    Q_INVOKABLE QJSValue decode(const QString& encoding, const QString& text);
    Q_INVOKABLE QJSValue encode(const QString& encoding, const QByteArray& bytes);

    // Cryptography, clock, chance.
    Q_INVOKABLE bool knowsHash(const QString& name);
    Q_INVOKABLE QByteArray hash(const QString& name, const QByteArray& data);
    Q_INVOKABLE QByteArray hmac(const QString& name, const QByteArray& key, const QByteArray& data);
    Q_INVOKABLE bool equal(const QByteArray& a, const QByteArray& b);
    /// A public key as a JSON Web Key or as DER, for "RS256", "ES256" or "EdDSA".
    Q_INVOKABLE bool knowsPublicKey(const QString& algorithm, bool isJwk, const QByteArray& key);
    Q_INVOKABLE bool verifyPublic(const QString& algorithm, bool isJwk, const QByteArray& key,
                                  const QByteArray& signature, const QByteArray& data);
    Q_INVOKABLE double now();
    Q_INVOKABLE double random();
    Q_INVOKABLE QByteArray randomBytes(int count);
    Q_INVOKABLE QString uuid();

    // Signatures; each call is recorded.
    Q_INVOKABLE bool verifyRaw(const QString& algorithm, const QByteArray& key, const QString& signature);
    Q_INVOKABLE bool verifyRawText(const QString& algorithm, const QString& key, const QString& signature);
    Q_INVOKABLE bool verifyBytes(const QString& algorithm, const QByteArray& key, const QString& signature,
                                 const QByteArray& payload, bool rewritten);
    Q_INVOKABLE bool knowsScheme(const QString& name);
    Q_INVOKABLE bool verifySignature(const QString& scheme, const QStringList& names, const QStringList& values,
                                     bool raw, const QByteArray& payload, const QStringList& secrets,
                                     const QString& settings);

    /// `kind` is "secret", "publicKey" (`key` is PEM) or "jwks" (`key` is JSON).
    Q_INVOKABLE bool verifyJwt(const QString& token, const QString& kind, const QByteArray& key,
                               const QString& settings);

    // The outcome.
    Q_INVOKABLE bool consoleOpen();
    Q_INVOKABLE void console(const QString& level, const QString& text, const QString& stack);
    Q_INVOKABLE bool finish(int verified, bool ignored, const QString& ignoreReason, const QString& preprocess);
    Q_INVOKABLE void fail(const QString& name, const QString& message, const QString& stack);
    Q_INVOKABLE void expression(int index, const QString& json);
    Q_INVOKABLE void expressionFailed(int index, const QString& name, const QString& message, const QString& stack);

private:
    struct Frame
    {
        QString function;
        script::Place place;
    };
    struct ExpressionResult
    {
        QByteArray json;
        std::optional<ScriptError> error;
    };

    [[nodiscard]] std::vector<Frame> framesOf(const QString& stack) const;
    [[nodiscard]] ScriptError errorOf(const QString& name, const QString& message, const QString& stack) const;
    [[nodiscard]] QString nameOfSecret(QByteArrayView value) const;
    bool checkHmac(const QString& algorithm, QByteArrayView key, const QString& signature, QByteArrayView payload,
                   bool rewritten);
    void record(Verification verification);
    /// Where the job brings a recorded verification: records that one, whose success `verified` is then.
    [[nodiscard]] bool isRecorded(bool& verified);
    quint64 nextRandom();

    QJSEngine& m_engine;
    HmacMaker m_hmacs;
    const Job* m_job = nullptr;
    const LoadedProgram* m_loaded = nullptr;
    const script::CompiledProgram* m_program = nullptr;
    Limits m_limits;
    quint64 m_random = 0;

    bool m_ended = false;
    script::protocol::End m_end = script::protocol::End::Ok;
    int m_verified = 0; ///< 0 = not returned, 1 = anything, 2 = true
    QString m_ignoreReason;
    QByteArray m_preprocess;
    QString m_bodyReason;
    std::optional<ScriptError> m_error;
    std::vector<ConsoleLine> m_console;
    qint64 m_consoleSize = 0;
    bool m_consoleCut = false;
    std::function<void(const ConsoleLine&)> m_consoleWatcher;
    std::optional<Verification> m_verification;
    std::vector<ExpressionResult> m_expressions;
};

} // namespace hw::scripthost
