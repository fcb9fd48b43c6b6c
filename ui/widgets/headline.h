#pragma once

#include "ui/models/eventtext.h"
#include "ui/widgets/theme.h"

#include <QWidget>

namespace hw::widgets {

/// The outcome at the top of a tab: an icon and one strong line.
class Headline final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Headline)

public:
    Headline(const Theme& theme, const QString& icon, models::Tone tone, const QString& text,
             QWidget* parent = nullptr);

    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_icon;
    models::Tone m_tone;
    QString m_text;
};

} // namespace hw::widgets
