#pragma once

#include "ui/models/eventtext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QRect>
#include <QWidget>

#include <optional>

class QPainter;

// What the parts of the Events view paint alike.
namespace hw::widgets {

/// The icon with this resource name; nothing for an unknown one.
[[nodiscard]] std::optional<Icon> iconNamed(const QString& name);

[[nodiscard]] Tone toneOf(models::Tone tone);
/// The text colour of a tone; plain text is secondary.
[[nodiscard]] Token textTokenOf(models::Tone tone);
[[nodiscard]] Chip chipOf(const models::StatusLabel& label);

/// One line in a role's font and a token's colour, cut with an ellipsis where it does not fit.
void paintLine(QPainter& painter, const Theme& theme, const QRect& rect, const QString& text, TextRole role,
               Token token, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

void paintLine(QPainter& painter, const QFont& font, const QColor& colour, const QRect& rect, const QString& text,
               Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

/// A 1 px line of the theme's panel border.
class HairLine final : public QWidget
{
    Q_OBJECT

public:
    HairLine(const Theme& theme, Qt::Orientation orientation, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

/// A widget filled with one of the theme's colours.
class Fill : public QWidget
{
    Q_OBJECT

public:
    Fill(const Theme& theme, Token token, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Token m_token;
};

} // namespace hw::widgets
