// A golden test being made of a captured event.

#include "core/http/httpfile.h"
#include "core/record/bodyview.h"
#include "ui/models/goldenpresenter.h"

#include <QRegularExpression>

namespace hw::models {

namespace {

constexpr size_t mostPlaces = 500;
constexpr int deepest = 8;
constexpr qsizetype longestValue = 120;

/// Names under which people stand in bodies, and values that are addresses of theirs.
bool looksPersonal(const QString& name, const json::Value& value)
{
    static const QRegularExpression names(
        QStringLiteral("(^|_)(e?mail|phone|(first|last|full|given|family)_?name|address|street|line1|line2|city|"
                       "postal_?code|zip|ip|birth(day|date)|avatar)($|_)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression address(QStringLiteral("^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$"));
    static const QRegularExpression camel(QStringLiteral("([a-z])([A-Z])"));
    QString spelled = name;
    spelled.replace(camel, QStringLiteral("\\1_\\2"));
    return (value.isString() && address.match(value.toString()).hasMatch()) || names.match(spelled).hasMatch();
}

void addPlaces(const QString& path, const QString& name, const json::Value& value, int depth,
               std::vector<GoldenMaker::Place>& places)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z_$][A-Za-z0-9_$-]*$"));
    if (places.size() >= mostPlaces || depth > deepest)
        return;
    if (value.isObject()) {
        for (const auto& [key, member] : value.toObject()) {
            const QString below =
                plain.match(key).hasMatch()
                    ? QString(path + u'.' + key)
                    : path + QStringLiteral("[%1]").arg(QString::fromUtf8(json::write(json::Value(key))));
            addPlaces(below, key, member, depth + 1, places);
        }
    } else if (value.isArray()) {
        for (size_t i = 0; i < value.toArray().size(); ++i)
            addPlaces(path + QStringLiteral("[%1]").arg(i), name, value.toArray()[i], depth + 1, places);
    } else if (value.isString() || value.isNumber()) {
        QString text = QString::fromUtf8(json::write(value));
        if (text.size() > longestValue)
            text = text.left(longestValue) + u'…';
        places.push_back({path, text, looksPersonal(name, value)});
    }
}

} // namespace

GoldenMaker::GoldenMaker(engine::Engine& engine, store::StoredEvent event, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_event(std::move(event))
{
    const BodyView body = viewBody(m_event.event.request.headers, m_event.event.request.body);
    if (body.kind == BodyKind::Json)
        addPlaces(QStringLiteral("body"), {}, body.value, 0, m_places);
}

GoldenMaker::~GoldenMaker() = default;

void GoldenMaker::setMasks(const QStringList& paths)
{
    if (!m_event.run)
        return;
    const quint64 generation = ++m_generation;
    m_engine.prepareSample(m_event.event, *m_event.run, paths, this,
                           [this, generation](const Result<engine::GoldenCase>& golden) {
                               if (generation != m_generation)
                                   return;
                               m_problem.reset();
                               if (golden) {
                                   m_case = *golden;
                                   Q_EMIT previewed();
                               } else {
                                   m_problem = golden.error();
                                   Q_EMIT refused(golden.error());
                               }
                           });
}

QString GoldenMaker::requestText() const
{
    return m_case ? QString::fromUtf8(http::httpfile::serialize(m_case->request)) : QString();
}

void GoldenMaker::keep(const QString& name)
{
    if (!isReady())
        return;
    engine::GoldenCase golden = *m_case;
    golden.sample = name.trimmed();
    const auto workspace = m_engine.snapshot().workspace;
    const workspace::SourceState* state = workspace ? workspace->source(golden.source) : nullptr;
    if (state && state->samples.contains(golden.sample)) {
        Q_EMIT refused(Error{ErrorCode::AlreadyExists, {QStringLiteral("sample"), golden.sample}});
        return;
    }
    m_tests = std::make_unique<engine::GoldenTests>(engine::GoldenTests::Options{workspace, {}, {}});
    m_tests->run(golden, [this, golden](const engine::GoldenResult& result) mutable {
        if (const auto problem = engine::sampleProblem(*m_event.run, result)) {
            Q_EMIT refused(*problem);
            return;
        }
        golden.expectation.outcome = result.outcome;
        const auto save = [golden](workspace::WorkspaceFiles& files) -> Result<void> {
            if (const auto saved =
                    files.saveSample(golden.source, golden.sample, http::httpfile::serialize(golden.request));
                !saved)
                return saved;
            return files.saveExpectation(golden.source, golden.sample, engine::writeExpectation(golden.expectation));
        };
        m_engine.edit(save, this, [this, golden](const Result<void>& saved) {
            if (saved)
                Q_EMIT made(golden.source, golden.sample);
            else
                Q_EMIT refused(saved.error());
        });
    });
}

} // namespace hw::models
