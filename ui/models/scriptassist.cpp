#include "ui/models/scriptassist.h"

#include "core/engine/sourcetypes.h"
#include "ui/models/debugpresenter.h"
#include "ui/models/scriptpresenter.h"

#include <algorithm>
#include <chrono>

namespace hw::models {

using script::Declaration;

namespace {

/// What was captured meanwhile is looked at when it has been quiet for a while.
constexpr std::chrono::seconds refreshDelay{3};
constexpr qsizetype longestValue = 240;

QString keyName(const QString& name)
{
    return QStringLiteral("[%1]").arg(QString::fromUtf8(json::write(json::Value(name))));
}

QString shortText(const json::Value& value)
{
    if (value.isUndefined())
        return QStringLiteral("undefined");
    QString text = QString::fromUtf8(json::write(value));
    return text.size() > longestValue ? QString(text.left(longestValue) + u'…') : text;
}

} // namespace

ScriptAssist::ScriptAssist(engine::Engine& engine, ScriptPresenter& script, DebugPresenter& debugger,
                           const catalog::Catalog& catalog, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_script(script)
    , m_debugger(debugger)
    , m_catalog(catalog)
    , m_clock(clock)
    , m_shapes(script::declarations({}))
{
    m_pool.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(refreshDelay);
    connect(&m_timer, &QTimer::timeout, this, &ScriptAssist::refresh);
    connect(&script, &ScriptPresenter::sourceChanged, this, [this] {
        m_ready = false;
        m_shapes = script::declarations({});
        takeNames();
        refresh();
    });
    connect(&script, &ScriptPresenter::resultChanged, this, &ScriptAssist::takeNames);
    connect(&engine, &engine::Engine::snapshotChanged, this, [this] {
        takeNames();
        if (!m_ready)
            refresh();
    });
    connect(&engine, &engine::Engine::committed, this, [this] {
        if (!m_script.source().isEmpty() && !m_timer.isActive())
            m_timer.start();
    });
    takeNames();
    refresh();
}

ScriptAssist::~ScriptAssist()
{
    m_pool.waitForDone();
}

void ScriptAssist::refresh()
{
    const auto workspace = m_engine.snapshot().workspace;
    const workspace::SourceState* state = workspace ? workspace->source(m_script.source()) : nullptr;
    if (!state)
        return;
    const catalog::Provider* found = m_catalog.find(state->source.provider);
    std::optional<catalog::Provider> provider;
    if (found)
        provider = *found;
    const quint64 generation = ++m_generation;
    m_pool.start([this, generation, workspace, key = state->key(), provider] {
        const auto types =
            engine::sourceTypes(*workspace, *workspace->source(key), provider ? &*provider : nullptr, m_clock);
        QMetaObject::invokeMethod(
            this,
            [this, generation, declarations = types.declarations] {
                if (generation != m_generation)
                    return;
                m_shapes = declarations;
                m_ready = true;
                takeNames();
                Q_EMIT ready();
            },
            Qt::QueuedConnection);
    });
}

void ScriptAssist::takeNames()
{
    std::vector<Declaration> all = m_shapes;
    const engine::Snapshot& snapshot = m_engine.snapshot();
    const auto* environment = snapshot.workspace ? snapshot.workspace->environment(snapshot.environment) : nullptr;
    if (environment) {
        const QString text = QStringLiteral("string");
        const auto add = [&](const QString& name, const QString& doc) {
            for (const char* owner : {"ctx.vars", "process.env"})
                all.push_back({QString::fromLatin1(owner), name, Declaration::Kind::Member, text, doc});
        };
        for (const QString& secret : snapshot.workspace->secretNames(snapshot.environment))
            add(secret, tr("A secret of the environment %1.").arg(snapshot.environment));
        for (const auto& [name, value] : environment->environment.vars)
            add(name, tr("A variable of the environment %1: %2.").arg(snapshot.environment, shortText(value)));
    }
    if (const auto trial = m_script.lastTrial()) {
        QStringList known;
        for (const http::Header& header : trial->processed.event.request.headers) {
            const QString name = QString::fromLatin1(header.name).toLower();
            if (known.contains(name))
                continue;
            known.append(name);
            all.push_back({QStringLiteral("ctx.headers"), keyName(name), Declaration::Kind::Member,
                           QStringLiteral("string"), tr("A header of the last request that was run.")});
        }
    }
    m_dictionary = ScriptDictionary(std::move(all));
}

const ScriptOutline& ScriptAssist::outline(const QString& text) const
{
    if (text != m_outlined) {
        m_outlined = text;
        m_outline = outlineOf(text, m_script.isTypeScript() ? ScriptDialect::TypeScript : ScriptDialect::JavaScript);
    }
    return m_outline;
}

std::vector<ScriptCompletion> ScriptAssist::completions(const QString& before, const QString& after) const
{
    return completionsAt(before, after, outline(m_script.text()), m_dictionary,
                         m_script.isTypeScript() ? ScriptDialect::TypeScript : ScriptDialect::JavaScript);
}

ScriptInfo ScriptAssist::describe(const QString& expression) const
{
    ScriptInfo info;
    info.expression = expression;
    const ScriptOutline& names = outline(m_script.text());
    const QString path = names.resolve(plainPath(expression));
    const Declaration* known = m_dictionary.find(path);
    if (!known) { // what is called on a value: text.trim
        const qsizetype dot = path.lastIndexOf(u'.');
        known = dot > 0 ? m_dictionary.find(m_dictionary.ownerAt(path.left(dot)) + path.mid(dot)) : nullptr;
    }
    if (known) {
        info.type = known->signature;
        info.doc = known->doc;
    }
    if (path != expression && path.startsWith(QLatin1String("ctx")) && info.doc.isEmpty())
        info.doc = path;
    const auto trial = m_script.lastTrial();
    if (!trial)
        return info;
    json::Value value = trial->contextValue(path);
    bool isKnown = !value.isUndefined() || path.startsWith(QLatin1String("ctx.body."));
    if (path.contains(QLatin1String("[]")) || (known && known->signature.startsWith(u'(')))
        isKnown = false;
    const auto returned = std::find_if(names.returned.begin(), names.returned.end(),
                                       [&](const auto& one) { return one.variable == expression; });
    if (!isKnown && returned != names.returned.end()) {
        value = trial->returnedValue(returned->key);
        isKnown = !value.isUndefined();
    }
    if (isKnown) {
        info.value = shortText(value);
        info.origin = tr("in the last run");
    }
    return info;
}

QString ScriptAssist::mappingPath(const QString& expression) const
{
    const ScriptOutline& names = outline(m_script.text());
    const QString path = names.resolve(expression);
    for (const char* root : {"ctx.body", "ctx.headers", "ctx.vars"}) {
        if (path.startsWith(QLatin1String(root)))
            return path.mid(4);
    }
    const qsizetype end =
        std::find_if(path.begin(), path.end(), [](QChar c) { return c == u'.' || c == u'['; }) - path.begin();
    for (const ScriptOutline::Returned& returned : names.returned) {
        if (returned.variable == path.left(end) && returned.key != QLatin1String("verified"))
            return QStringLiteral("preprocess.") + returned.key + path.mid(end);
    }
    return {};
}

void ScriptAssist::requestInfo(const QString& line, int column, QObject* context, const InfoDone& done) const
{
    const QString expression = expressionAt(line, column);
    if (expression.isEmpty() || plainPath(expression).isEmpty())
        return;
    const ScriptInfo info = describe(expression);
    if (m_debugger.state() == DebugPresenter::State::Paused) {
        m_debugger.evaluate(expression, context, [info, done](const script::Evaluation& evaluation) {
            ScriptInfo now = info;
            if (evaluation.value) {
                now.value = evaluation.value->value;
                now.origin = tr("now");
                if (now.type.isEmpty())
                    now.type = evaluation.value->type;
            }
            if (!now.value.isEmpty() || !now.type.isEmpty() || !now.doc.isEmpty())
                done(now);
        });
        return;
    }
    if (!info.value.isEmpty() || !info.type.isEmpty() || !info.doc.isEmpty())
        done(info);
}

} // namespace hw::models
