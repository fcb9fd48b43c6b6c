#include "ui/models/scripttrace.h"

#include <algorithm>

namespace hw::models {

namespace {

/// A loop may reach a mark for ever; nobody looks at more.
constexpr size_t mostHits = 20000;
constexpr QChar separator(0x1f);

} // namespace

ScriptTrace::ScriptTrace(engine::Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{}

ScriptTrace::~ScriptTrace() = default;

void ScriptTrace::cancel()
{
    ++m_generation;
    if (!m_session)
        return;
    m_session->disconnect(this);
    m_session.release()->deleteLater(); // it may be the one that is speaking
}

void ScriptTrace::start(const engine::ProcessRequest& request, const std::vector<Mark>& marks)
{
    cancel();
    m_marks = marks;
    m_hits.clear();
    const quint64 generation = m_generation;
    m_engine.prepareDebug(request, this, [this, generation](const Result<script::DebugTarget>& target) {
        if (generation == m_generation && target)
            launch(*target);
    });
}

void ScriptTrace::launch(const script::DebugTarget& target)
{
    m_session = std::make_unique<script::DebugSession>(target);
    std::vector<script::Breakpoint> points;
    for (size_t i = 0; i < m_marks.size(); ++i)
        points.push_back(
            {m_marks[i].line, {}, {}, QStringLiteral("%1%2{%3}").arg(i).arg(separator).arg(m_marks[i].name)});
    m_session->setBreakpoints(points);
    m_session->setStopConditions({});
    connect(m_session.get(), &script::DebugSession::output, this, [this](const script::DebugOutput& output) {
        const qsizetype end = output.text.indexOf(separator);
        bool isNumber = false;
        const auto mark = static_cast<size_t>(output.text.left(end).toUInt(&isNumber));
        if (end > 0 && isNumber && mark < m_marks.size() && m_hits.size() < mostHits)
            m_hits.push_back({mark, output.text.mid(end + 1)});
    });
    // A debugger statement, or what the script stops at otherwise: nobody is looking.
    connect(m_session.get(), &script::DebugSession::stopped, this, [this] { m_session->resume(); });
    connect(m_session.get(), &script::DebugSession::finished, this, [this] {
        const std::vector<Hit> hits = m_hits;
        cancel();
        Q_EMIT finished(hits);
    });
    connect(m_session.get(), &script::DebugSession::terminated, this, &ScriptTrace::cancel);
    connect(m_session.get(), &script::DebugSession::failed, this, &ScriptTrace::cancel);
    m_session->start();
}

} // namespace hw::models
