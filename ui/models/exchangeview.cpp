#include "ui/models/exchangeview.h"

#include "core/base/encoding.h"

#include <QCoreApplication>

namespace hw::models {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::ExchangeView)
};

} // namespace

ExchangeView describeExchange(const store::Exchange& exchange, Timestamp now)
{
    const QString at = dateTimeText(exchange.at, now).section(u'.', 0, 0);
    ExchangeView view;
    view.title = exchange.kind == store::ExchangeKind::Forward
                     ? Texts::tr("Forwarded to %1, %2").arg(exchange.url, at)
                     : Texts::tr("Sent again to %1, %2").arg(exchange.url, at);
    ResponseView& answer = view.answer;
    if (exchange.status == 0) {
        answer.headline = Texts::tr("No answer: %1").arg(exchange.error.section(QStringLiteral(": "), 1));
        answer.tone = Tone::Fail;
        answer.note = Texts::tr("There is no answer to show");
        return view;
    }
    const QString phrase = QString::fromLatin1(http::reasonPhrase(exchange.status));
    answer.headline = Texts::tr("%1 %2, answered in %3")
                          .arg(QString::number(exchange.status), phrase, durationText(exchange.duration));
    answer.tone = exchange.status < 400 ? Tone::Ok : Tone::Fail;
    for (const http::Header& header : exchange.headers)
        answer.headers.push_back({QString::fromLatin1(header.name), QString::fromLatin1(header.value), true});
    answer.body = exchange.body;
    BodyView body = viewBody(exchange.headers, exchange.body);
    if (body.kind == BodyKind::Empty)
        answer.note = Texts::tr("The answer has no body");
    else if (body.kind == BodyKind::Binary || !body.problem.isEmpty())
        answer.note = Texts::tr("The body has no tree");
    else
        answer.tree = std::make_shared<const json::Value>(std::move(body.value));
    return view;
}

} // namespace hw::models
